package io.github.jerseymcp.container;

import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.PeerAddressContract;
import io.github.jerseymcp.testsupport.ContractTests;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.http.TomcatServer;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.hk2.api.ServiceLocator;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What asks Grizzly and servlet containers keeps the contract of peer addresses. */
class ContainerPeerAddressTest {

  private static final String NONE = "none";
  private static final InProcess WITHOUT_CONTAINER =
      InProcess.start(new ResourceConfig(Peer.class), "https://mcp.example.com/");
  private static final TomcatServer TOMCAT =
      new TomcatServer(0).start(new ResourceConfig(Peer.class));
  private static final HttpServer GRIZZLY =
      GrizzlyHttpServerFactory.createHttpServer(
          URI.create("http://127.0.0.1:0/"), new ResourceConfig(Peer.class));

  /** Says what the source answers. */
  @Path("/peer")
  public static class Peer {

    private final PeerAddress source;

    @Inject
    public Peer(ServiceLocator services) {
      this.source = new ContainerPeerAddress(services);
    }

    @GET
    public String get(@Context ContainerRequestContext request) {
      return source.of(request).map(InetAddress::getHostAddress).orElse(NONE);
    }
  }

  @AfterAll
  static void stop() {
    GRIZZLY.shutdownNow();
    TOMCAT.close();
  }

  @TestFactory
  Stream<DynamicTest> keepsTheContract() {
    return Stream.concat(
        ContractTests.of("Grizzly", new At(GRIZZLY.getListener("grizzly").getPort()).rules()),
        ContractTests.of("Tomcat", new At(TOMCAT.port()).rules()));
  }

  private static final class At extends PeerAddressContract {

    private final String address;

    At(int port) {
      this.address = "http://127.0.0.1:" + port + "/peer";
    }

    @Override
    protected Optional<InetAddress> ask(Map<String, String> fields) {
      HttpRequest.Builder request = Http.to(address);
      fields.forEach(request::header);
      return parsed(Http.send(request).body());
    }

    @Override
    protected Optional<InetAddress> askUnknown(Map<String, String> fields) {
      Call call = WITHOUT_CONTAINER.call("GET", "/peer");
      fields.forEach(call::header);
      return parsed(call.send().body());
    }

    private static Optional<InetAddress> parsed(String answer) {
      try {
        return answer.equals(NONE) ? Optional.empty() : Optional.of(InetAddress.getByName(answer));
      } catch (UnknownHostException e) {
        throw new AssertionError(e);
      }
    }
  }
}
