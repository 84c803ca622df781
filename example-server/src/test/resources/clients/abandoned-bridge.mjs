// A client that speaks stdio alone gives a call up, which mcp-remote carries, and stays for a while:
//   node abandoned-bridge.mjs URL TOKEN SECONDS abandon|idle FOLDER
// Prints "quiet" when it begins to stay, and at its end one line of JSON: how the call ended, and
// what the next one said.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { fileURLToPath } from 'node:url';

const [url, token, seconds, mode, folder] = process.argv.slice(2);
const bridge = new URL('./node_modules/mcp-remote/dist/proxy.js', import.meta.url);
const header = `Authorization:Bearer ${token}`;
const transport = new StdioClientTransport({
  command: process.execPath,
  args: [fileURLToPath(bridge), url, '--host', '127.0.0.1', '--allow-http', '--header', header],
  env: { ...process.env, HOME: folder, MCP_REMOTE_CONFIG_DIR: folder },
  stderr: 'ignore',
});
const client = new Client({ name: 'stdio-only', version: '1' });
await client.connect(transport);
const call = (name, options) => client.callTool({ name, arguments: {} }, undefined, options);
const abandoned =
  mode === 'abandon' &&
  (await call('test_slow', { timeout: 2500 }).then(
    () => 'none',
    (error) => String(error.code),
  ));
console.log('quiet');
await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
const { content } = await call('test_simple_text');
await client.close();
console.log(JSON.stringify({ abandoned, again: content[0].text }));
