package io.github.jerseymcp.event;

/** What the log says of one refusal. Asked only when a line is due. */
public interface Wording {

  /** A refusal of which nothing is known but its request. */
  static Wording plain(Occasion occasion) {
    return saying("a request to " + occasion.resource());
  }

  /** A refusal of a message to an MCP endpoint. */
  static Wording message(Occasion occasion) {
    return saying("a message to " + occasion.resource());
  }

  private static Wording saying(String subject) {
    return new Wording() {
      @Override
      public String subject() {
        return subject;
      }

      @Override
      public String expected() {
        return "";
      }
    };
  }

  /** What was refused: {@code a token for /mcp}. */
  String subject();

  /**
   * What was expected instead, in words of the configuration alone and without a full stop; empty
   * if there is no more to say than the cause says.
   */
  String expected();
}
