/** What benchmarks and load runs share: tokens, proofs, and a container that costs nothing. */
@org.jspecify.annotations.NullMarked
package io.github.jerseymcp.bench;
