package dev.epicenter.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.jfr.MethodInfo;
import dev.epicenter.model.Frame;
import org.junit.jupiter.api.Test;

class StackPoolTest {
    @Test
    void aStackToldAsTextHasTheFramesThatWereRecordedOtherwise() {
        StackPool pool = new StackPool();
        Frame recorded = pool.frame(MethodInfo.of("com.acme.Orders", "place", "(I)V", "shop"), 42);

        assertThat(pool.told("com.acme.Full", "com.acme.Orders.place:42\ncom.acme.Orders.place:43")
                        .frames())
                .containsExactly(recorded, new Frame("com.acme.Orders", "place", "", 43, ""));
    }
}
