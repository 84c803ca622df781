package io.github.jerseymcp.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
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
      Tomcat tomcat = new Tomcat();
      tomcat.setSilent(true);
      String directory =
          Files.createTempDirectory(Path.of("target"), "tomcat").toAbsolutePath().toString();
      tomcat.setBaseDir(directory);
      Connector connector = new Connector();
      connector.setPort(port);
      connector.setProperty("address", "127.0.0.1");
      connector.addUpgradeProtocol(new Http2Protocol());
      if (tls) {
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
            new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
        certificate.setCertificateKeystoreFile(keystore().toAbsolutePath().toString());
        certificate.setCertificateKeystorePassword(PASSWORD);
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
      }
      tomcat.setConnector(connector);
      Context context = tomcat.addContext("", directory);
      Tomcat.addServlet(context, "jersey", new ServletContainer(application))
          .setAsyncSupported(true);
      context.addServletMappingDecoded("/*", "jersey");
      tomcat.start();
      return () -> {
        tomcat.stop();
        tomcat.destroy();
      };
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
        keys.setKeyStorePath(keystore().toAbsolutePath().toString());
        keys.setKeyStorePassword(PASSWORD);
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

  private static final String PASSWORD = "changeit";

  /** Starts the application; closing what is returned stops it. */
  public abstract AutoCloseable start(ResourceConfig application, int port, boolean tls)
      throws Exception;

  /** A port that was free a moment ago, since an application must know its own before it starts. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The key of all these servers, for {@code localhost}. */
  static synchronized Path keystore() throws IOException, InterruptedException {
    Path file = Path.of("target", "http2.p12");
    if (!Files.exists(file)) {
      ProcessBuilder keytool =
          new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
      keytool
          .command()
          .addAll(
              List.of(
                  ("-genkeypair -alias own -keyalg EC -groupname secp256r1 -validity 20"
                          + " -ext SAN=dns:localhost,ip:127.0.0.1 -dname CN=localhost"
                          + " -storetype PKCS12 -storepass "
                          + PASSWORD
                          + " -keystore "
                          + file)
                      .split(" ")));
      Process process = keytool.redirectErrorStream(true).start();
      byte[] output = process.getInputStream().readAllBytes();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(new String(output, StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  static char[] password() {
    return PASSWORD.toCharArray();
  }
}
