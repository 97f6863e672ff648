std = "min"
max_line_length = 100
read_globals = { "loadstring", "unpack" }
files["spec"] = { std = "max", max_line_length = 120 }
