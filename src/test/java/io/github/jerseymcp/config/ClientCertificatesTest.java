package io.github.jerseymcp.config;

import io.github.jerseymcp.mtls.CertificateHeader;
import io.github.jerseymcp.mtls.ClientCertificateSource;
import io.github.jerseymcp.testing.ClientCertificateSourceContract;
import io.github.jerseymcp.testing.TestCertificates;
import io.github.jerseymcp.testsupport.ContractTests;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The sources of this library keep the contract of certificate sources. */
class ClientCertificatesTest {

  private static final String PROPERTY = "jakarta.servlet.request.X509Certificate";
  private static final List<String> PROXIES = List.of("127.0.0.0/8", "::1");

  @TestFactory
  Stream<DynamicTest> keepTheContract() {
    CertificateHeader form = CertificateHeader.CLIENT_CERT;
    return Stream.of(
            ContractTests.of("ofConnection", new OfConnection().rules()),
            ContractTests.of(
                "ofProxy", new OfProxy(ClientCertificates.ofProxy(PROXIES, form)).rules()),
            ContractTests.of(
                "ofProxyOrConnection",
                new OfProxyOrConnection(ClientCertificates.ofProxyOrConnection(PROXIES, form))
                    .rules()))
        .flatMap(tests -> tests);
  }

  private static void putOnConnection(ContainerRequestContext request, byte[] der) {
    request.setProperty(PROPERTY, new X509Certificate[] {TestCertificates.parsed(der)});
  }

  private static final class OfConnection extends ClientCertificateSourceContract {

    private final ClientCertificateSource source = ClientCertificates.ofConnection();

    @Override
    protected ClientCertificateSource source() {
      return source;
    }

    @Override
    protected void show(ContainerRequestContext request, byte[] der) {
      putOnConnection(request, der);
    }

    @Override
    protected void showUnreadable(ContainerRequestContext request) {
      request.setProperty(PROPERTY, new X509Certificate[] {new UnreadableCertificate()});
    }

    @Override
    protected void showOnConnection(ContainerRequestContext request, byte[] der) {
      putOnConnection(request, der);
    }
  }

  private static class OfProxy extends ClientCertificateSourceContract {

    private final ClientCertificateSource source;

    OfProxy(ClientCertificateSource source) {
      this.source = source;
    }

    @Override
    protected ClientCertificateSource source() {
      return source;
    }

    @Override
    protected void show(ContainerRequestContext request, byte[] der) {
      request
          .getHeaders()
          .putSingle("Client-Cert", ":" + Base64.getEncoder().encodeToString(der) + ":");
    }

    @Override
    protected void showUnreadable(ContainerRequestContext request) {
      request.getHeaders().putSingle("Client-Cert", ":!!!:");
    }
  }

  private static final class OfProxyOrConnection extends OfProxy {

    OfProxyOrConnection(ClientCertificateSource source) {
      super(source);
    }

    @Override
    protected void showOnConnection(ContainerRequestContext request, byte[] der) {
      putOnConnection(request, der);
    }
  }
}
