package io.github.jerseymcp.example.abuse;

/** One way to behave badly in MCP 2026-07-28, while somebody else makes calls of that version. */
interface ModernAttack extends Attack {

  @Override
  default Work victim(Target target) {
    return SmallCall.modern(target);
  }
}
