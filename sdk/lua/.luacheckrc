std = "min"
max_line_length = 100
read_globals = { "jit", "loadstring", "unpack" }
files["spec"] = { std = "max", max_line_length = 120 }
