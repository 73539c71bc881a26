package dev.epicenter.agent.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.agent.runtime.Messages;
import dev.epicenter.agent.runtime.Part;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void readsWhatIsGiven() {
        Options options = Options.parse(
                "include=com.acme.*:org.shop,exclude=org.shop.gen,record=failures:handlers,messages=hash,first=3,rate=4,"
                        + "total=5,propagate=false,mdc=trace_id,service=orders,start=/tmp/a b.jfr,report=/tmp/r");
        assertThat(options.problems).isEmpty();
        assertThat(options.include).containsExactly("com/acme", "org/shop");
        assertThat(options.exclude).containsExactly("org/shop/gen");
        assertThat(options.record).containsExactly(Part.FAILURES, Part.HANDLERS);
        assertThat(options.messages).isEqualTo(Messages.HASH);
        assertThat(options.first).isEqualTo(3);
        assertThat(options.perSecond).isEqualTo(4);
        assertThat(options.total).isEqualTo(5);
        assertThat(options.propagate).isFalse();
        assertThat(options.mdcKey).isEqualTo("trace_id");
        assertThat(options.service).isEqualTo("orders");
        assertThat(options.start).isTrue();
        assertThat(options.file).isEqualTo("/tmp/a b.jfr");
        assertThat(options.report).isEqualTo("/tmp/r");
        assertThat(options.stop).isFalse();
    }

    @Test
    void recordsEverythingUnlessAsked() {
        Options options = Options.parse("");
        assertThat(options.problems).isEmpty();
        assertThat(options.record).containsExactly(Part.values());
        assertThat(options.messages).isEqualTo(Messages.FULL);
        assertThat(options.mdcKey).isNull();
        assertThat(options.start).isFalse();
    }

    @Test
    void saysWhatIsWrongAndUsesTheRest() {
        Options options = Options.parse(
                "colour=red,messages=loud,first=many,rate=-1,include=a b,record=failures:noise,propagate=maybe,exclude=com.acme");
        assertThat(options.problems)
                .hasSize(7)
                .anyMatch(p -> p.startsWith("no such option: colour"))
                .contains("messages=loud: there are full, stored, hash, none")
                .contains("first=many is no number; it stays 10")
                .contains("rate=-1 is no number; it stays 10")
                .contains("include=a b is no list of packages; write include=com.acme:org.shop")
                .contains("propagate=maybe is neither true nor false; it stays true")
                .anyMatch(p ->
                        p.startsWith("record=failures:noise: there is no noise to record, only failures, handlers"));
        assertThat(options.exclude).containsExactly("com/acme");
        assertThat(options.record).hasSize(Part.values().length);
    }
}
