package io.github.jerseymcp.example;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options as they are typed: what picocli fills in, before anything is checked. */
@Command(
    name = "example-server",
    description = "An MCP server that keeps notes, protected by OAuth.",
    usageHelpAutoWidth = true,
    footerHeading =
        "%nCommands:%n  doctor URL  looks at an MCP endpoint, this one or any other, and says what is"
            + " wrong: doctor --help%n  call --server URL  signs in to an MCP server, this one or any"
            + " other, and lists or calls its tools: call --help%n  call --stdio -- COMMAND  starts"
            + " a local MCP server, and does the same%n  api-keys create|list|revoke  looks after the"
            + " keys of --api-keys: api-keys --help%n%nEnvironment:%n",
    footer =
        "  "
            + NonceSecret.VARIABLE
            + "  with --dpop-nonce, the secret that several nodes share: base64url of 32 or more"
            + " random bytes (default: a random one of this node).%n%n"
            + "[options] explain [--token T] METHOD PATH [OPERATION [NAME]] says what this server"
            + " would answer to a request, and why. The token comes from "
            + ExplainCommand.VARIABLE
            + ", or with --token - from the input.")
final class CommandLineArguments {

  private static final String LOOPBACK = "127.0.0.1";

  /** Where exporters of OpenTelemetry for Prometheus are looked for. */
  private static final int METRICS_PORT = 9464;

  @Option(names = "--help", usageHelp = true, description = "Print this and stop.")
  private boolean help;

  @Option(names = "--host", description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(names = "--port", description = "0 picks one (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(names = "--public-url", description = "Origin that clients use (default: HOST:PORT).")
  private @Nullable String publicUrl;

  @Option(
      names = "--issuer",
      description = "External authorization server; repeatable (default: one for development).")
  private List<String> issuers = new ArrayList<>();

  @Option(names = "--jwks-uri", description = "Keys of the one --issuer (default: discovered).")
  private @Nullable String jwksUri;

  @Option(names = "--sessions", description = "MCP sessions on (default: stateless).")
  private boolean sessions;

  @Option(names = "--dpop", description = "off, optional or required (default: optional).")
  private @Nullable DpopMode dpop;

  @Option(
      names = "--dpop-nonce",
      description =
          "Ask for a nonce in DPoP proofs; several nodes share a secret, see Environment.")
  private boolean dpopNonce;

  @Option(
      names = "--api-keys",
      description =
          "Accept API keys in the header X-API-Key beside tokens; the JDBC URL of H2 or PostgreSQL"
              + " where the command api-keys puts them (default: none are accepted).")
  private @Nullable String apiKeys;

  @Option(
      names = "--replay-store",
      description =
          "Where DPoP proofs are remembered: memory, jdbc:postgresql://... or redis://... (default:"
              + " memory, for a single node). It may be out of reach at the start; requests with a"
              + " proof are answered 503 until it is back.")
  private @Nullable String replayStore;

  @Option(names = "--database", description = "JDBC URL of H2 or PostgreSQL (default: in memory).")
  private @Nullable String database;

  @Option(
      names = "--export-directory",
      description =
          "Directory in which users may export their notes: adds the tool notes_export (default:"
              + " there is none).")
  private @Nullable Path exportDirectory;

  @Option(names = "--allowed-origin", description = "Further allowed Origin; repeatable.")
  private List<String> allowedOrigins = new ArrayList<>();

  @Option(names = "--allowed-host", description = "Further allowed Host; repeatable.")
  private List<String> allowedHosts = new ArrayList<>();

  @Option(
      names = "--trusted-proxy",
      description =
          "CIDR of a proxy; repeatable. Its Client-Cert header (RFC 9440) counts and, without"
              + " --public-url, its Forwarded header.")
  private List<String> trustedProxies = new ArrayList<>();

  @Option(names = "--tls-keystore", description = "Key store to serve https with, PKCS12 or JKS.")
  private @Nullable Path tlsKeystore;

  @Option(names = "--tls-password", description = "Password of the key store.")
  private @Nullable String tlsPassword;

  @Option(
      names = "--client-auth",
      description =
          "Ask clients for a certificate, self-signed or not, for tokens that are bound to"
              + " one.")
  private boolean clientAuth;

  @Option(
      names = StdioCommand.OPTION,
      description =
          "Serve one user over the standard streams instead: no port and no token. Goes with"
              + " --database alone.")
  private boolean stdio;

  @Option(
      names = "--metrics",
      description =
          "Serve metrics for Prometheus under /metrics, on a port of their own. They name no caller;"
              + " whoever reaches the port may read them.")
  private boolean metrics;

  @Option(
      names = "--metrics-host",
      description = "Address for metrics to listen on (default: " + LOOPBACK + ").")
  private @Nullable String metricsHost;

  @Option(
      names = "--metrics-port",
      description = "Port for metrics; 0 picks one (default: " + METRICS_PORT + ").")
  private @Nullable Integer metricsPort;

  static Options parse(Map<String, String> environment, String... arguments)
      throws BadCommandLineException {
    CommandLineArguments typed = new CommandLineArguments();
    try {
      commandLine(typed).parseArgs(arguments);
    } catch (ParameterException e) {
      throw new BadCommandLineException(List.of(String.valueOf(e.getMessage())));
    }
    if (typed.stdio) {
      throw new BadCommandLineException(List.of(StdioCommand.OPTION + " serves nobody over HTTP"));
    }
    return typed.toOptions(environment);
  }

  static boolean asksForHelp(String... arguments) {
    CommandLineArguments typed = new CommandLineArguments();
    try {
      commandLine(typed).parseArgs(arguments);
    } catch (ParameterException e) {
      return false;
    }
    return typed.help;
  }

  static String usage() {
    return commandLine(new CommandLineArguments()).getUsageMessage();
  }

  private static CommandLine commandLine(CommandLineArguments typed) {
    return new CommandLine(typed).setCaseInsensitiveEnumValuesAllowed(true);
  }

  private Options toOptions(Map<String, String> environment) {
    return new Options(
        host,
        port,
        Optional.ofNullable(publicUrl),
        issuers,
        Optional.ofNullable(jwksUri),
        sessions,
        Optional.ofNullable(dpop),
        dpopNonce,
        Optional.ofNullable(environment.get(NonceSecret.VARIABLE)),
        Optional.ofNullable(replayStore),
        Optional.ofNullable(apiKeys),
        Optional.ofNullable(database),
        Optional.ofNullable(exportDirectory),
        allowedOrigins,
        allowedHosts,
        trustedProxies,
        Optional.ofNullable(tlsKeystore),
        Optional.ofNullable(tlsPassword),
        clientAuth,
        metrics,
        metricsHost == null ? LOOPBACK : metricsHost,
        metricsPort == null ? METRICS_PORT : metricsPort);
  }
}
