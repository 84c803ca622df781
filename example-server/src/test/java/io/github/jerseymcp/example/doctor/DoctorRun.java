package io.github.jerseymcp.example.doctor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/**
 * What one run of the doctor printed, and how it ended.
 *
 * @param exitCode the exit code
 * @param out the standard output
 * @param err the standard error
 */
record DoctorRun(int exitCode, String out, String err) {

  /** Runs with a token in the environment, which may be empty. */
  static DoctorRun withToken(String token, String... arguments) {
    return run(Map.of("MCP_DOCTOR_TOKEN", token), "", arguments);
  }

  static DoctorRun of(String... arguments) {
    return run(Map.of(), "", arguments);
  }

  static DoctorRun run(Map<String, String> environment, String in, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Doctor doctor =
        new Doctor(
            InstantSource.system(),
            environment,
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int exitCode = doctor.run(arguments);
    return new DoctorRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
