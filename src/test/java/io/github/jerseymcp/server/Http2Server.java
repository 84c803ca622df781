package io.github.jerseymcp.server;

import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import io.github.jerseymcp.testsupport.http.TomcatServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/**
 * Containers that speak HTTP/2, in the clear (h2c, beside HTTP/1.1) or over TLS (h2), on loopback.
 */
public enum Http2Server {
  TOMCAT {
    @Override
    public AutoCloseable start(ResourceConfig application, int port, boolean tls) throws Exception {
      TomcatServer tomcat = new TomcatServer(port);
      Connector connector = tomcat.connector();
      connector.addUpgradeProtocol(new Http2Protocol());
      if (tls) {
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
            new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
        certificate.setCertificateKeystoreFile(identity().file().toAbsolutePath().toString());
        certificate.setCertificateKeystorePassword(TlsIdentity.PASSWORD);
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
      }
      return tomcat.start(application);
    }
  },
  JETTY {
    @Override
    public AutoCloseable start(ResourceConfig application, int port, boolean tls) throws Exception {
      Server server = new Server();
      HttpConfiguration configuration = new HttpConfiguration();
      HttpConnectionFactory http1 = new HttpConnectionFactory(configuration);
      ServerConnector connector;
      if (tls) {
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server keys = new SslContextFactory.Server();
        keys.setKeyStorePath(identity().file().toAbsolutePath().toString());
        keys.setKeyStorePassword(TlsIdentity.PASSWORD);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        connector =
            new ServerConnector(
                server,
                new SslConnectionFactory(keys, alpn.getProtocol()),
                alpn,
                new HTTP2ServerConnectionFactory(configuration),
                http1);
      } else {
        connector =
            new ServerConnector(server, http1, new HTTP2CServerConnectionFactory(configuration));
      }
      connector.setHost("127.0.0.1");
      connector.setPort(port);
      server.addConnector(connector);
      ServletContextHandler context = new ServletContextHandler();
      ServletHolder jersey = new ServletHolder(new ServletContainer(application));
      jersey.setAsyncSupported(true);
      context.addServlet(jersey, "/*");
      server.setHandler(context);
      server.start();
      return server::stop;
    }
  };

  private static TlsIdentity identity;

  /** Starts the application; closing what is returned stops it. */
  public abstract AutoCloseable start(ResourceConfig application, int port, boolean tls)
      throws Exception;

  /** The key of all these servers, for {@code localhost}. */
  static synchronized TlsIdentity identity() throws Exception {
    if (identity == null) {
      identity =
          TlsIdentity.make(Files.createTempDirectory(Path.of("target"), "http2"), "localhost");
    }
    return identity;
  }
}
