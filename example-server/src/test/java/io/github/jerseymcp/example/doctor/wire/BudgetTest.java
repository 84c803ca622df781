package io.github.jerseymcp.example.doctor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class BudgetTest {

  private final AtomicLong nanos = new AtomicLong(-5);

  @Test
  void keepsWhatIsForTheEndAndEndsThere() throws Exception {
    Budget budget = new Budget(3, Duration.ofMinutes(1), nanos::get);
    budget.keep();

    budget.take();
    budget.take();
    assertThatThrownBy(budget::take).isInstanceOf(CannotTellException.class);
    budget.takeKept();
    assertThatThrownBy(budget::take).isInstanceOf(CannotTellException.class);

    assertThat(budget.used()).isEqualTo(3);
  }

  @Test
  void hasAnEndInTimeAndSomeMoreForWhatWasKept() throws Exception {
    Budget budget = new Budget(9, Duration.ofMinutes(1), nanos::get);
    budget.keep();
    budget.keep();
    budget.take();

    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    assertThatThrownBy(budget::take).hasMessageContaining("all the time");
    budget.takeKept();
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    assertThatThrownBy(budget::takeKept).hasMessageContaining("all the time");

    assertThat(budget.used()).isEqualTo(2);
  }
}
