--- Where the queue is kept: a file, or memory.

local PIECE_BYTES = 16384

local M = {}

local function open(path, mode)
  if not (io and io.open) then
    return nil, "there is no io library"
  end
  return io.open(path, mode)
end

--- Write a text and close the file; nil and a message when any of it fails, such as a full disk.
local function write_and_close(file, text)
  local written, problem = file:write(text)
  local closed, close_problem = file:close()
  if not written then
    return nil, problem
  elseif closed == nil then
    return nil, close_problem
  end
  return true
end

--- Create a store in a file. Lines are appended to it, and it is opened for each write, so that
-- several instances can share it and a file that was deleted is made again.
function M.file(path)
  local new_path = path .. ".new"
  local store = { path = path }

  function store.read(max_bytes)
    local file, problem = open(path, "rb")
    if not file then
      -- The app may have ended between the two steps of `commit`.
      file = open(new_path, "rb")
    end
    if not file then
      return nil, problem
    end
    local parts, bytes = {}, 0
    while bytes < max_bytes do
      -- In pieces, because Lua reserves as many bytes as it is asked to read.
      local piece = file:read(math.min(PIECE_BYTES, max_bytes - bytes))
      if not piece then
        break
      end
      parts[#parts + 1] = piece
      bytes = bytes + #piece
    end
    file:close()
    return table.concat(parts)
  end

  function store.append(text)
    local file, problem = open(path, "ab")
    if not file then
      return nil, problem
    end
    return write_and_close(file, text)
  end

  function store.size()
    local file = open(path, "rb")
    local size = file and file:seek("end")
    if file then
      file:close()
    end
    return size
  end

  --- Write a part of what will replace the file.
  function store.stage(text, is_first)
    local file, problem = open(new_path, is_first and "wb" or "ab")
    if not file then
      return nil, problem
    end
    local written, write_problem = write_and_close(file, text)
    if not written then
      os.remove(new_path)
      return nil, write_problem
    end
    return true
  end

  --- Replace the file by what was staged.
  function store.commit()
    if os.rename(new_path, path) then
      return true
    end
    os.remove(path) -- Windows does not rename onto a file that exists
    return os.rename(new_path, path)
  end

  function store.replace(text)
    local staged, problem = store.stage(text, true)
    if not staged then
      return nil, problem
    end
    return store.commit()
  end

  return store
end

--- Create a store in memory, for tests and for hosts that keep the text themselves.
function M.memory(content)
  local store = { content = content or "" }

  function store.read(max_bytes)
    return store.content:sub(1, max_bytes)
  end

  function store.append(text)
    store.content = store.content .. text
    return true
  end

  function store.replace(text)
    store.content = text
    return true
  end

  return store
end

return M
