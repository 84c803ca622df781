package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.glassfish.hk2.api.ServiceLocator;
import org.glassfish.hk2.utilities.ServiceLocatorUtilities;
import org.junit.jupiter.api.Test;

/** One instance that is registered with several applications, which start at the same time. */
class PreparedFeatureTest {

  private final McpSecurityFeature feature = new McpSecurityFeature();
  private final CyclicBarrier bothPrepared = new CyclicBarrier(2);

  @Test
  void eachApplicationGetsTheServicesOfItsOwn() throws Exception {
    CompletableFuture<Void> other = CompletableFuture.runAsync(this::takesItsOwn);
    takesItsOwn();
    other.get(20, TimeUnit.SECONDS);
    assertThat(feature.takePrepared()).as("once for each start").isNull();
  }

  private void takesItsOwn() {
    ServiceLocator services = ServiceLocatorUtilities.createAndPopulateServiceLocator();
    try {
      feature.prepare(services);
      bothPrepared.await(20, TimeUnit.SECONDS);
      assertThat(feature.takePrepared()).isSameAs(services);
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      services.shutdown();
    }
  }
}
