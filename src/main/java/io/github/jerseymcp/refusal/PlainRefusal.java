package io.github.jerseymcp.refusal;

import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Stage;
import java.util.Locale;

/** A refusal that is answered with a status alone, since it says nothing about a caller. */
public enum PlainRefusal implements Cause {
  /** A metadata document is asked for with another method than GET, HEAD and OPTIONS. */
  DOCUMENT_METHOD(
      "Somebody sent a metadata document another method than GET, HEAD and OPTIONS: call the"
          + " resource at its own address"),
  /** There is no metadata document at the address. */
  DOCUMENT_UNKNOWN(
      "Somebody asked for a metadata document of a path that is not protected: compare the path"
          + " with the start report, and with documents.withBasePath"),
  /** The issuer of the tenant whose document is asked for cannot be told at the moment. */
  DOCUMENT_UNAVAILABLE(
      "Somebody asked for the metadata document of a tenant whose issuer the resolver could not"
          + " tell: an earlier line at WARN says why"),
  /** Somebody who is no verified caller asked for the description of the application. */
  DESCRIPTION_HIDDEN(
      "Somebody without a token asked for the description of the application (WADL), which shows"
          + " all of its paths"),
  /** A header field cannot be read: a date, or a media type. */
  HEADER_UNREADABLE(
      "A header field that is read for this request is malformed: correct the client"),
  /** The body is text in a charset that this server does not know. */
  CHARSET_UNKNOWN(
      "The body is text in a charset that this server does not know: have the client send UTF-8");

  private final String code = "plain." + name().toLowerCase(Locale.ROOT);
  private final String sentence;

  PlainRefusal(String sentence) {
    this.sentence = sentence;
  }

  @Override
  public Stage stage() {
    return Stage.EDGE;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
