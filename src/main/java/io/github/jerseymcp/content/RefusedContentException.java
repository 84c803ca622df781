package io.github.jerseymcp.content;

/**
 * Something that somebody else has said breaks a rule. The message names the rule, and nothing of
 * what was said: it may be logged, and shown to a model.
 */
public final class RefusedContentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedContentException(String rule) {
    super(rule);
  }
}
