package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.resource.Demand;
import java.net.URI;
import java.util.Optional;
import org.glassfish.hk2.api.ServiceLocatorFactory;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lock on the caller is one half of the two in one; AutomaticAnswersTest has the other. */
class MethodLockTest {

  private static final URI BASE = URI.create("https://mcp.example.com/");

  @ParameterizedTest(name = "the method asks for a caller: {0}")
  @ValueSource(booleans = {true, false})
  void refusesAsTheLockOnTheCallerDoes(boolean asksForCaller) {
    ApplicationSecurity security =
        new ApplicationSecurity(
            Settings.of(Fixture.config().build()),
            ServiceLocatorFactory.getInstance().create(null));
    RequireCaller requireCaller =
        new RequireCaller(
            Optional.empty(),
            security::resources,
            security.find(),
            asksForCaller,
            false,
            false,
            security.challenges(),
            security.writer());
    Authorise authorise =
        new Authorise(Demand.none(), Optional.empty(), security.callerRules(), security.refusals());
    ContainerRequest request =
        new ContainerRequest(
            BASE,
            BASE.resolve("/mcp"),
            "OPTIONS",
            null,
            new MapPropertiesDelegate(),
            new ResourceConfig());

    new MethodLock(requireCaller, authorise).filter(request);

    assertThat(request.getAbortResponse() == null ? 200 : request.getAbortResponse().getStatus())
        .isEqualTo(asksForCaller ? 403 : 200);
  }
}
