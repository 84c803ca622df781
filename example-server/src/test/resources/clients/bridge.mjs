// A client that speaks stdio alone calls every tool through mcp-remote, which signs in for it:
//   node bridge.mjs URL USER FOLDER
// Prints one line of JSON: the scopes that were consented to, the tools, and what each tool said.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { fileURLToPath } from 'node:url';
import { consent } from './person.mjs';

const [url, user, folder] = process.argv.slice(2);
const bridge = new URL('./node_modules/mcp-remote/dist/proxy.js', import.meta.url);
const transport = new StdioClientTransport({
  command: process.execPath,
  args: [fileURLToPath(bridge), url, '--host', '127.0.0.1', '--allow-http'],
  env: { ...process.env, HOME: folder, MCP_REMOTE_CONFIG_DIR: folder },
  stderr: 'pipe',
});
const consents = [];
const said = [];

/** What the bridge asks its user for: to open a page, and to send the answer back to it. */
async function visit(page) {
  consents.push(page.searchParams.get('scope'));
  await fetch(await consent(page, user));
}

let unread = '';
transport.stderr.on('data', (chunk) => {
  unread += chunk;
  const lines = unread.split('\n');
  unread = lines.pop();
  said.push(...lines);
  for (const line of lines.filter((each) => /^https?:\/\/\S+\/authorize\?/.test(each))) {
    visit(new URL(line)).catch((error) => console.error(error));
  }
});

async function call(name, args = {}) {
  const { content, isError } = await client.callTool({ name, arguments: args });
  if (isError) {
    throw new Error(`${name}: ${content[0].text}`);
  }
  return JSON.parse(content[0].text);
}

const client = new Client({ name: 'stdio-only', version: '1' });
try {
  await client.connect(transport);
  const { tools } = await client.listTools();
  const added = await call('notes_add', { text: 'A note' });
  const results = {
    whoami: await call('whoami'),
    notes_add: added,
    notes_import: await call('notes_import', { notes: ['one', 'two'] }),
    notes_list: await call('notes_list'),
    notes_delete: await call('notes_delete', { id: added.id }),
  };
  console.log(JSON.stringify({ consents, tools: tools.map((tool) => tool.name), results }));
} catch (error) {
  console.error(said.join('\n'));
  throw error;
} finally {
  await client.close();
}
