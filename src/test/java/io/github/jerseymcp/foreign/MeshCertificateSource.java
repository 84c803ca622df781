package io.github.jerseymcp.foreign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.jerseymcp.mtls.ClientCertificateSource;
import io.github.jerseymcp.mtls.InvalidCertificateException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The certificate that the sidecar of a service mesh forwards: the {@code Cert} of its header. */
final class MeshCertificateSource implements ClientCertificateSource {

  private static final String FIELD = "x-forwarded-client-cert";
  private static final Pattern CERTIFICATE = Pattern.compile("(?:^|;)Cert=\"([^\"]*)\"(?:;|$)");

  private final Set<InetAddress> sidecars;

  MeshCertificateSource(Set<InetAddress> sidecars) {
    this.sidecars = sidecars;
  }

  @Override
  public Optional<byte[]> certificate(ContainerRequestContext request, Optional<InetAddress> peer)
      throws InvalidCertificateException {
    List<String> fields = request.getHeaders().get(FIELD);
    if (fields == null || peer.filter(sidecars::contains).isEmpty()) {
      return Optional.empty();
    }
    Matcher certificate = CERTIFICATE.matcher(fields.get(0));
    if (fields.size() > 1 || fields.get(0).contains(",") || !certificate.find()) {
      throw new InvalidCertificateException();
    }
    try {
      String pem = URLDecoder.decode(certificate.group(1).replace("+", "%2B"), US_ASCII);
      return Optional.of(
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)))
              .getEncoded());
    } catch (CertificateException | IllegalArgumentException e) {
      throw new InvalidCertificateException();
    }
  }
}
