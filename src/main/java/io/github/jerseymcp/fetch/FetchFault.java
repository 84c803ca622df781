package io.github.jerseymcp.fetch;

/** Why an answer could not be had. The text is ours, and fit for a log. */
public enum FetchFault {
  /** The address is none that may be asked. */
  ADDRESS("the address is no acceptable URL"),
  /** A host has an address that is not on the open internet. */
  NOT_PUBLIC("the host has an address that is not public"),
  /** A name that nobody knows. */
  UNKNOWN_HOST("the host is not known"),
  /** No connection, or one that broke. */
  CONNECTION("no connection, or it broke"),
  /** No TLS of version 1.2 or 1.3. */
  TLS("no TLS connection with that host, of version 1.2 or 1.3"),
  /** A certificate that is signed by nobody who is trusted. */
  TLS_NOT_TRUSTED("its certificate is not signed by anybody who is trusted"),
  /** A certificate of somebody else. */
  TLS_OTHER_NAME("its certificate is for another name"),
  /** A certificate before or after its time. */
  TLS_OUT_OF_DATE("its certificate has expired, or is not valid yet"),
  /** The deadline has passed. */
  TIME("no complete answer in time"),
  /** The header is beyond its limit. */
  HEADER_TOO_LONG("the header of the answer is longer than the limit"),
  /** The body is beyond its limit. */
  TOO_LONG("the document is longer than the limit"),
  /** The answer is not HTTP as it should be, or is encoded. */
  PROTOCOL("the answer is no acceptable HTTP"),
  /** A document was asked for, and the answer is not 200. */
  STATUS("the answer has a status other than 200"),
  /** As many exchanges are going on as may. */
  TOO_MANY("too many exchanges at once"),
  /** The document is not what it should be. */
  DOCUMENT("the document is not acceptable");

  private final String text;

  FetchFault(String text) {
    this.text = text;
  }

  /** One constant sentence without a full stop. */
  public String text() {
    return text;
  }
}
