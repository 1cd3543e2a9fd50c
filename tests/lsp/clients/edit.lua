-- Drives a real Neovim, 0.7 or newer: opens a document, reads its diagnostics, types, fixes, and
-- writes what it saw as JSON. Arguments come by the environment: PW_FILE, PW_OUT, PW_SERVER (JSON).
local out = {}
local server = vim.fn.json_decode(vim.env.PW_SERVER)

local function finish()
  vim.fn.writefile({ vim.fn.json_encode(out) }, vim.env.PW_OUT)
  vim.cmd('qa!')
end

local function wait(what, condition)
  if not vim.wait(60000, condition, 20) then
    out.failed = what
    finish()
  end
end

vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.PW_FILE))
local buffer = vim.api.nvim_get_current_buf()
local config = { name = 'promptward', cmd = server, root_dir = vim.fn.getcwd() }
local client
if vim.lsp.start then
  client = vim.lsp.start(config)
else
  client = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(buffer, client)
end
wait('start', function() return vim.lsp.buf_get_clients and vim.lsp.get_client_by_id(client) and vim.lsp.get_client_by_id(client).initialized end)

local function codes()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do table.insert(found, one.code or one.user_data.lsp.code) end
  table.sort(found)
  return table.concat(found, ' ')
end
wait('first diagnostics', function() return codes() == 'names ssn' end)
out.opened = codes()
out.version = tostring(vim.version())

-- A number on a line after a form feed and an emoji, typed key by key.
vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { '' })
local row = vim.api.nvim_buf_line_count(buffer) - 1
local typed = '\xf0\x9f\x98\x80 MRN: 00123456'
local at = 0
for _, part in ipairs({ '\xf0\x9f\x98\x80', ' ', 'M', 'R', 'N', ':', ' ', '0', '0', '1', '2', '3', '4', '5', '6' }) do
  vim.api.nvim_buf_set_text(buffer, row, at, row, at, { part })
  at = at + #part
  vim.wait(5)
end
wait('typed number', function() return codes() == 'mrn names ssn' end)
out.typed = codes()
for _, one in ipairs(vim.diagnostic.get(buffer)) do
  local code = one.code or one.user_data.lsp.code
  local line = vim.api.nvim_buf_get_lines(buffer, one.lnum, one.lnum + 1, false)[1]
  out[code] = line:sub(one.col + 1, one.end_col)
end

-- The preferred action on the number of Social Security, as the client asks for it.
for _, one in ipairs(vim.diagnostic.get(buffer)) do
  if (one.code or one.user_data.lsp.code) == 'ssn' then
    local told = one.user_data.lsp
    local range = told.range
    if not range then
      local position = function(row, column)
        local line = vim.api.nvim_buf_get_lines(buffer, row, row + 1, false)[1]
        local _, units = vim.str_utfindex(line, column)
        return { line = row, character = units }
      end
      range = { start = position(one.lnum, one.col), ['end'] = position(one.end_lnum, one.end_col) }
    end
    local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) }, range = range, context = { diagnostics = {} } }
    setmetatable(params.context.diagnostics, vim.empty_dict and {} or nil)
    params.context.diagnostics = { { range = range, message = one.message, source = one.source } }
    local done
    vim.lsp.get_client_by_id(client).request('textDocument/codeAction', params, function(err, found)
      local action = found[1]
      out.action = action.title
      if action.edit then
        done = action
      else
        vim.lsp.get_client_by_id(client).request('codeAction/resolve', action, function(_, made) done = made end, buffer)
      end
    end, buffer)
    wait('action', function() return done ~= nil end)
    vim.lsp.util.apply_workspace_edit(done.edit, 'utf-16')
  end
end
wait('fixed', function() return codes() == 'mrn names' end)
out.fixed = codes()
out.text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')

local hovered
vim.lsp.get_client_by_id(client).request('textDocument/hover', {
  textDocument = { uri = vim.uri_from_bufnr(buffer) }, position = { line = 0, character = 10 },
}, function(_, found) hovered = found or false end, buffer)
wait('hover', function() return hovered ~= nil end)
out.hover = hovered and hovered.contents.value or ''
finish()
