package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.Confirm;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OpenOperation;
import io.github.jerseymcp.OperationAuthentication;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.signature.TestKeys;
import io.github.jerseymcp.testsupport.LogFile;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is opened to anybody and asks for a caller as well stops the start: W-02. */
class OpenStartTest {

  @Path("/mcp")
  @McpProtected(scopes = "a")
  @OpenOperation(method = "tools/call", name = "search")
  @OpenOperation(method = "tools/list")
  static class Plain extends McpEndpoint {
    Plain(EndpointTransport transport) {
      super(transport);
    }
  }

  @OperationScopes(method = "tools/call", name = "search", value = "b")
  static final class ToolWithScopes extends Plain {
    ToolWithScopes(EndpointTransport transport) {
      super(transport);
    }
  }

  @OperationScopes(method = "tools/call", value = "b")
  static final class MethodWithScopes extends Plain {
    MethodWithScopes(EndpointTransport transport) {
      super(transport);
    }
  }

  @OperationAuthentication(method = "tools/list", acr = "gold")
  static final class Authenticated extends Plain {
    Authenticated(EndpointTransport transport) {
      super(transport);
    }
  }

  @Confirm(tool = "search", value = "Search?")
  static final class Confirmed extends Plain {
    Confirmed(EndpointTransport transport) {
      super(transport);
    }
  }

  @OpenOperation(method = "subscriptions/listen")
  static final class Listening extends Plain {
    Listening(EndpointTransport transport) {
      super(transport);
    }
  }

  @OpenOperation(method = "tools/call")
  static final class AllTools extends Plain {
    AllTools(EndpointTransport transport) {
      super(transport);
    }
  }

  @OpenOperation(method = "tools/list", name = "search")
  static final class NamedList extends Plain {
    NamedList(EndpointTransport transport) {
      super(transport);
    }
  }

  @OpenOperation(method = "prompts/get", name = "a{b}")
  static final class TemplateOfPrompt extends Plain {
    TemplateOfPrompt(EndpointTransport transport) {
      super(transport);
    }
  }

  @OpenOperation(method = "resources/read", name = "docs://{page}")
  @OperationScopes(method = "resources/read", name = "docs://{any}", value = "b")
  static final class TemplateWithScopes extends Plain {
    TemplateWithScopes(EndpointTransport transport) {
      super(transport);
    }
  }

  @RequiresScopes("b")
  static final class ClassWithScopes extends Plain {
    ClassWithScopes(EndpointTransport transport) {
      super(transport);
    }
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments(ToolWithScopes.class, made(ToolWithScopes::new)),
        arguments(MethodWithScopes.class, made(MethodWithScopes::new)),
        arguments(Authenticated.class, made(Authenticated::new)),
        arguments(Confirmed.class, made(Confirmed::new)),
        arguments(Listening.class, made(Listening::new)),
        arguments(AllTools.class, made(AllTools::new)),
        arguments(NamedList.class, made(NamedList::new)),
        arguments(TemplateOfPrompt.class, made(TemplateOfPrompt::new)),
        arguments(TemplateWithScopes.class, made(TemplateWithScopes::new)));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void makesNoSuchEndpointW02(Class<?> type, Function<EndpointTransport, McpEndpoint> make) {
    assertThatThrownBy(() -> make.apply(served(settings -> settings)))
        .hasMessageContaining("@OpenOperation");
  }

  static Stream<Class<?>> audited() {
    return Stream.of(
        ToolWithScopes.class,
        MethodWithScopes.class,
        Authenticated.class,
        Confirmed.class,
        Listening.class,
        AllTools.class,
        NamedList.class,
        TemplateOfPrompt.class,
        ClassWithScopes.class);
  }

  /** A container makes it for the first request alone. */
  @ParameterizedTest
  @MethodSource("audited")
  void startsNoApplicationWithSuchAClassW02(Class<?> type) {
    assertThatThrownBy(() -> start(new ResourceConfig(type)))
        .hasMessageContaining(type.getName())
        .hasMessageContaining("to anybody");
  }

  @Test
  void wantsAPolicyToPermitWhatIsOpenedW02() {
    OperationPolicy scopesAlone = operation -> Set.of();
    assertThatThrownBy(() -> new Plain(served(settings -> settings.policy(scopesAlone))))
        .hasMessageContaining("permitsAnonymous");

    assertThat(new Plain(served(settings -> settings.policy(new Permitting())))).isNotNull();
  }

  @Test
  void doesNotStartWhereRequestsMustBeSigned() {
    ResourceConfig application =
        new ResourceConfig().register(new Plain(served(settings -> settings)));
    McpSecurityConfig signed =
        McpSecurityConfig.builder("https://mcp.example.com")
            .issuer("https://as.example.com")
            .signatures(signatures -> signatures.required(TestKeys.P256.verifying()))
            .build();

    assertThatThrownBy(
            () -> new ApplicationHandler(application.register(McpSecurityFeature.create(signed))))
        .hasMessageContaining("signatures.required shuts the operations");
  }

  @Test
  void tellsTheOperatorWhatIsOpenW02() throws Exception {
    long before = LogFile.size();
    start(new ResourceConfig().register(new Plain(served(settings -> settings))));

    assertThat(LogFile.from(before))
        .contains(
            "open to anybody without a token (@OpenOperation) at /mcp: tools/call search,"
                + " tools/list");
  }

  /** One that asks for nothing without a caller. */
  private static final class Permitting implements OperationPolicy {

    @Override
    public Set<String> scopesFor(McpOperation operation) {
      return Set.of();
    }

    @Override
    public AuthenticationRequirement authenticationFor(McpOperation operation) {
      return AuthenticationRequirement.none();
    }

    @Override
    public boolean permitsAnonymous(McpOperation operation) {
      return true;
    }
  }

  private static void start(ResourceConfig application) {
    var unused =
        new ApplicationHandler(
            application.register(
                McpSecurityFeature.create(
                    McpSecurityConfig.builder("https://mcp.example.com")
                        .issuer("https://as.example.com")
                        .build())));
  }

  private static EndpointTransport served(
      Function<McpTransportSettings.Builder, McpTransportSettings.Builder> settings) {
    StatelessMcpTransport transport =
        new StatelessMcpTransport(
            settings.apply(McpTransportSettings.builder(McpJsonDefaults.getMapper())).build());
    var unused = McpServer.async(transport).serverInfo("open", "1").build();
    return transport;
  }

  private static Function<EndpointTransport, McpEndpoint> made(
      Function<EndpointTransport, McpEndpoint> make) {
    return make;
  }
}
