package io.github.jerseymcp.tenant;

import io.github.jerseymcp.ask.LookupFailedException;
import io.github.jerseymcp.ask.LookupSource;
import io.github.jerseymcp.ask.Lookups;
import io.github.jerseymcp.time.Ticker;
import io.github.jerseymcp.token.IssuerParts;
import io.github.jerseymcp.token.IssuerSource;
import io.github.jerseymcp.token.LiveIssuer;
import io.github.jerseymcp.token.TrustedIssuer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the application for issuers, and keeps them for a while, each with its keys. */
public final class ResolvedIssuers implements IssuerSource {

  private static final int LONGEST_ISSUER = 512;
  private static final int LONGEST_TENANT = 128;

  private final ResolverReport report;
  private final Optional<Lookups<LiveIssuer>> byIssuer;
  private final Optional<Lookups<LiveIssuer>> byTenant;

  private ResolvedIssuers(ResolverSettings settings, IssuerParts maker, Ticker ticker) {
    this.report = new ResolverReport(ticker);
    this.byIssuer =
        settings
            .issuers()
            .map(resolver -> lookups(settings, ticker, new Asked(resolver, true, maker)));
    this.byTenant =
        settings
            .tenants()
            .map(resolver -> lookups(settings, ticker, new Asked(resolver, false, maker)));
  }

  /** What these settings say; issuers that nobody gives, where they name no resolver. */
  public static IssuerSource.Making of(ResolverSettings settings) {
    return settings.isAsked()
        ? (maker, ticker) -> new ResolvedIssuers(settings, maker, ticker)
        : (maker, ticker) -> IssuerSource.NONE;
  }

  private Lookups<LiveIssuer> lookups(ResolverSettings settings, Ticker ticker, Asked asked) {
    return new Lookups<>(
        asked,
        issuer -> Math.max(ResolverSettings.ISSUER_WEIGHT, issuer.weight()),
        settings.bounds(),
        ticker,
        report);
  }

  @Override
  public @Nullable LiveIssuer ofToken(String issuer) {
    return byIssuer.isPresent() && isIssuer(issuer)
        ? byIssuer.get().find(issuer).orElse(null)
        : null;
  }

  @Override
  public @Nullable LiveIssuer ofTenant(String tenant) {
    return byTenant.isPresent() && isTenant(tenant)
        ? byTenant.get().find(tenant).orElse(null)
        : null;
  }

  @Override
  public void clear() {
    byIssuer.ifPresent(Lookups::clear);
    byTenant.ifPresent(Lookups::clear);
  }

  @Override
  public long about() {
    return byIssuer.map(Lookups::about).orElse(0L) + byTenant.map(Lookups::about).orElse(0L);
  }

  @Override
  public boolean isAsked() {
    return true;
  }

  @Override
  public boolean isFailing() {
    return report.isFailing();
  }

  private static boolean isIssuer(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_ISSUER
        && name.chars().allMatch(c -> c > 0x20 && c < 0x7F);
  }

  private static boolean isTenant(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_TENANT
        && name.chars().allMatch(ResolvedIssuers::isUnreserved)
        && !name.chars().allMatch(c -> c == '.');
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  /**
   * One resolver.
   *
   * @param exactly whether what it gives must have the name that it was asked
   */
  @SuppressWarnings("NullableOptional") // It is user code, which may answer null.
  private record Asked(IssuerResolver resolver, boolean exactly, IssuerParts maker)
      implements LookupSource<LiveIssuer> {

    @Override
    public Optional<LiveIssuer> ask(String name, Optional<LiveIssuer> before) throws Exception {
      @Nullable Optional<TrustedIssuer> given = resolver.resolve(name);
      if (given == null || given.isEmpty()) {
        return Optional.empty();
      }
      TrustedIssuer issuer = given.get();
      if (exactly && !issuer.issuer().equals(name)) {
        throw new LookupFailedException("it gave an issuer of another identifier");
      }
      List<String> problems = maker.problems(issuer);
      if (!problems.isEmpty()) {
        // Without the name, which may be an echo of what somebody sent.
        throw new LookupFailedException(
            "what it gave is not valid: "
                + String.join("; ", problems).replace("Issuer " + issuer.issuer() + ": ", ""));
      }
      return Optional.of(maker.make(issuer, before));
    }
  }
}
