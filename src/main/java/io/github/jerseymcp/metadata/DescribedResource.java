package io.github.jerseymcp.metadata;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** What settings say of one resource. Immutable. */
public final class DescribedResource {

  private final MetadataSettings settings;

  private DescribedResource(MetadataSettings settings) {
    this.settings = settings;
  }

  /** A resource without a name and documentation of its own. */
  public static DescribedResource of(MetadataSettings settings) {
    return new DescribedResource(settings);
  }

  /**
   * The same with a name and documentation of its own. A name or URL of its own also drops the
   * translations of the common one.
   *
   * @param setting where the values stand, which begins each sentence
   * @param name the {@code resource_name}; empty keeps the common one
   * @param documentation the {@code resource_documentation}; empty keeps the common one
   * @param found takes one sentence for each thing that is wrong
   */
  public DescribedResource with(
      String setting, String name, String documentation, Consumer<String> found) {
    return new DescribedResource(settings.forResource(setting, name, documentation, found));
  }

  /** The same without a signature. */
  public DescribedResource withoutSignature() {
    return new DescribedResource(settings.withoutSignature());
  }

  /** Whether its documents are signed. */
  public boolean isSigned() {
    return settings.isSigned();
  }

  /** The scopes that its documents advertise: sorted, each once. */
  public List<String> advertisedScopes(Collection<String> used) {
    return settings.advertisedScopes(used);
  }

  /** What it is described by. */
  public MetadataSettings settings() {
    return settings;
  }
}
