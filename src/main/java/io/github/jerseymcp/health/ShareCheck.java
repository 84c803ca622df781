package io.github.jerseymcp.health;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.health.Health.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whether all callers together hold nearly all that they may, of any kind. */
final class ShareCheck implements Check {

  static final String NAME = "shares";

  /** One part in so many is what may be left: few amounts fit exactly. */
  private static final int LEFT = 20;

  private final Accounts accounts;

  ShareCheck(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public List<Health.Part> parts() {
    List<Health.Part> parts = new ArrayList<>();
    for (Holding kind : Holding.values()) {
      long most = accounts.limits().ofAll(kind);
      boolean isUsedUp = accounts.heldByAll(kind) >= most - most / LEFT;
      parts.add(
          new Health.Part(
              NAME,
              Optional.of(kind.settingName()),
              isUsedUp ? Status.DEGRADED : Status.UP,
              isUsedUp
                  ? "Callers hold nearly all that all of them together may hold"
                  : "Callers hold less than all of them together may hold"));
    }
    return parts;
  }
}
