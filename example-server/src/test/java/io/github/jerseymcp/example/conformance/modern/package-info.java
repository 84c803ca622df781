/** What the conformance suite asks of a server of MCP 2026-07-28. */
package io.github.jerseymcp.example.conformance.modern;
