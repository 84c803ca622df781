package io.github.jerseymcp.testsupport.dpop;

import io.github.jerseymcp.testing.ProofDefect;

/** Which rule each defect of the test kit breaks. */
public final class RuleOfDefect {

  private RuleOfDefect() {}

  /** The id of the rule in docs/requirements.md. */
  public static String id(ProofDefect defect) {
    return switch (defect) {
      case NO_TYPE,
          NO_ALGORITHM,
          NO_KEY,
          KEY_NO_OBJECT,
          NO_IDENTIFIER,
          IDENTIFIER_EMPTY,
          IDENTIFIER_NULL,
          NO_METHOD,
          NO_TARGET,
          NO_TIME,
          TIME_NULL,
          NO_TOKEN_HASH ->
          "DP-03";
      case TYPE_OF_A_TOKEN -> "DP-04";
      case ALGORITHM_NONE, ALGORITHM_SYMMETRIC -> "DP-05";
      case FORGED -> "DP-06";
      case ALGORITHM_OF_ANOTHER_KEY,
          KEY_PRIVATE,
          KEY_SYMMETRIC,
          KEY_FOR_ENCRYPTION,
          KEY_NOT_FOR_VERIFICATION ->
          "DP-07";
      case ANOTHER_METHOD, METHOD_IN_LOWER_CASE -> "DP-08";
      case ANOTHER_HOST, TARGET_RELATIVE -> "DP-09";
      case TIME_AS_TEXT, TIME_LONG_AGO, TIME_FAR_AHEAD -> "DP-11";
      case HASH_OF_ANOTHER_TOKEN, ANOTHER_KEY -> "DP-12";
      case CRITICAL_EXTENSION, CRITICAL_EMPTY -> "DP-25";
    };
  }
}
