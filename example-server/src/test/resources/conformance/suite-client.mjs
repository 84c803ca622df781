// Hands a scenario of the suite to the JVM that runs the tests: a start of Java for each would take most of the time.
const answer = await fetch(process.env.CLIENT_UNDER_TEST, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({
    scenario: process.env.MCP_CONFORMANCE_SCENARIO,
    revision: process.env.MCP_CONFORMANCE_PROTOCOL_VERSION,
    context: JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT ?? '{}'),
    server: process.argv[2],
  }),
});
console.log(await answer.text());
process.exit(answer.status === 200 ? 0 : 1);
