package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.wire.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an endpoint agreed to that has let the doctor in.
 *
 * @param url the endpoint
 * @param credentials the header fields that let the doctor in, none where nobody asks for any
 * @param session the id of the session, where the endpoint has sessions
 * @param version the version of the protocol that was agreed upon
 */
record Conversation(URI url, List<String> credentials, Optional<String> session, String version) {

  /** Copies the credentials. */
  Conversation {
    credentials = List.copyOf(credentials);
  }

  /** A message of this conversation. */
  Request say(String message) {
    return Request.message(url, message).with(fields());
  }

  /** A ping with another session id, or with none. */
  Request pingIn(Optional<String> other) {
    Request ping =
        Request.message(url, Messages.PING).with(credentials).with(Fields.PROTOCOL, version);
    return other.map(id -> ping.with(Fields.SESSION, id)).orElse(ping);
  }

  /** All header fields of a message. */
  List<String> fields() {
    List<String> fields = new ArrayList<>(credentials);
    session.ifPresent(id -> fields.addAll(List.of(Fields.SESSION, id)));
    fields.addAll(List.of(Fields.PROTOCOL, version));
    return fields;
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return "Conversation[" + version + "]";
  }
}
