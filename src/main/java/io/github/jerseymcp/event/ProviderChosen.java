package io.github.jerseymcp.event;

/**
 * It is known which code verifies signatures: once for each start.
 *
 * @param ofTokens the name of the provider that verifies tokens
 * @param ofProofs the name of the provider that verifies DPoP proofs
 */
public record ProviderChosen(String ofTokens, String ofProofs) implements SecurityEvent {}
