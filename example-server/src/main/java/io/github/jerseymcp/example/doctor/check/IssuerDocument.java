package io.github.jerseymcp.example.doctor.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An authorization server that the document names.
 *
 * @param issuer the issuer as the document names it
 * @param metadata its metadata, where there is any
 */
record IssuerDocument(String issuer, Optional<JsonNode> metadata) {}
