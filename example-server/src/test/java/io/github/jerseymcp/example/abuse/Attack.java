package io.github.jerseymcp.example.abuse;

/** One way to behave badly. */
interface Attack {

  /** What is done, in a few words; with the id of the fault where it has one. */
  String name();

  /** Lets the crowd loose; it works until its time is over. */
  void begin(Target target, Crowd crowd) throws Exception;

  /** What somebody else does meanwhile, that must not suffer. */
  default Work victim(Target target) throws Exception {
    return SmallCall.bearer(target);
  }

  /** Puts back what was changed outside of the server, and throws where something still lacks. */
  default void afterwards(Target target) throws Exception {}
}
