package io.github.jerseymcp.example.doctor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class BudgetTest {

  @Test
  void keepsWhatIsForTheEndAndEndsThere() throws Exception {
    Budget budget = new Budget(3);
    budget.keep();
    budget.take();
    budget.take();

    assertThatThrownBy(budget::take).isInstanceOf(CannotTellException.class);
    budget.release();
    budget.take();
    assertThatThrownBy(budget::take).isInstanceOf(CannotTellException.class);
    assertThat(budget.used()).isEqualTo(3);
  }
}
