package io.github.jerseymcp.example.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.limit.TransportLimitException;
import io.github.jerseymcp.example.doctor.finding.SafeText;
import io.github.jerseymcp.stdio.LocalServerException;
import io.modelcontextprotocol.modern.client.transport.McpHttpStatusException;
import io.modelcontextprotocol.spec.McpError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * What is said of a call that failed. The SDK's own message says that something failed, and seldom
 * what.
 *
 * @param sentence what is wrong, and what helps
 * @param isAnswer whether the server was reached and said no
 */
record CallFailure(String sentence, boolean isAnswer) {

  /** How the transport tells of the end of a local server, in an error as a server sends one. */
  private static final String ENDED = "The local server ended";

  /** What a failure comes from. */
  static CallFailure of(RuntimeException failure, boolean ownToken, SafeText texts) {
    Optional<AuthorizationFailedException> authorization =
        Causes.of(failure, AuthorizationFailedException.class);
    if (authorization.isPresent()) {
      return notReached(signIn(authorization.get(), ownToken));
    }
    Optional<TransportLimitException> limit = Causes.of(failure, TransportLimitException.class);
    if (limit.isPresent()) {
      return answer(String.valueOf(limit.get().getMessage()));
    }
    Optional<LocalServerException> local = Causes.of(failure, LocalServerException.class);
    if (local.isPresent()) {
      return notReached(texts.of(String.valueOf(local.get().getMessage())));
    }
    Optional<McpHttpStatusException> status = Causes.of(failure, McpHttpStatusException.class);
    if (status.isPresent()) {
      return answer(RefusedStatus.sentence(status.get(), ownToken, texts));
    }
    Optional<McpError> error = Causes.of(failure, McpError.class);
    if (error.isPresent()) {
      String said = texts.of(String.valueOf(error.get().getMessage()));
      return said.startsWith(ENDED) ? notReached(said) : answer("The server refused: " + said);
    }
    Optional<String> connection = connection(failure);
    if (connection.isPresent()) {
      return notReached(connection.get());
    }
    return other(failure, texts);
  }

  private static String signIn(AuthorizationFailedException failure, boolean ownToken) {
    if (ownToken && failure.fault() == AuthorizationFault.BAD_CREDENTIAL) {
      return "Not signed in: what " + CallArguments.VARIABLE + " holds is no token";
    }
    return "Not signed in: " + failure.getMessage();
  }

  /** Of a connection that was not made, or broke. */
  private static Optional<String> connection(RuntimeException failure) {
    if (Causes.of(failure, UnresolvedAddressException.class).isPresent()) {
      return Optional.of("The server cannot be reached: its host is not known");
    }
    if (Causes.of(failure, SSLException.class).isPresent()) {
      return Optional.of(UntrustedCertificate.sentence(failure));
    }
    if (Causes.of(failure, HttpConnectTimeoutException.class).isPresent()) {
      return Optional.of(
          "The server cannot be reached: no connection in time. Is it https, or http, there?");
    }
    if (Causes.of(failure, ConnectException.class).isPresent()) {
      return Optional.of("The server cannot be reached: nothing listens at that host and port");
    }
    if (Causes.of(failure, HttpTimeoutException.class).isPresent()
        || Causes.of(failure, TimeoutException.class).isPresent()) {
      return Optional.of("The server did not answer in time");
    }
    return Optional.empty();
  }

  private static CallFailure other(RuntimeException failure, SafeText texts) {
    String root = texts.of(String.valueOf(Causes.root(failure).getMessage()));
    if (root.contains("isn't listed by the server")) {
      return answer("The server has no tool of that name: without --tool, all are listed");
    }
    boolean unreadable = Causes.of(failure, JsonProcessingException.class).isPresent();
    if (unreadable || Causes.of(failure, IOException.class).isPresent()) {
      return new CallFailure("The server gave no answer of MCP: " + root, unreadable);
    }
    return answer("The server refused: " + root);
  }

  private static CallFailure answer(String sentence) {
    return new CallFailure(sentence, true);
  }

  private static CallFailure notReached(String sentence) {
    return new CallFailure(sentence, false);
  }
}
