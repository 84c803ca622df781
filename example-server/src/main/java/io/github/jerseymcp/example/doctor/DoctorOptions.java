package io.github.jerseymcp.example.doctor;

import io.github.jerseymcp.example.doctor.wire.Target;
import java.util.Optional;

/**
 * What the doctor is asked to do.
 *
 * @param target the endpoint to look at
 * @param token a token for it
 * @param json whether the report is for programs
 */
record DoctorOptions(Target target, Optional<String> token, boolean json) {

  /** Without the token. */
  @Override
  public String toString() {
    return "DoctorOptions[" + target.printable() + "]";
  }
}
