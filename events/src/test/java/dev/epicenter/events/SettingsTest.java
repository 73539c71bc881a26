package dev.epicenter.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.Configuration;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.SettingDescriptor;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void namesEachOfOurEventsWithTheDefaultsOfItsClass() throws Exception {
        Map<String, String> settings = settings();
        for (Class<? extends EpicenterEvent> type : Contract.events()) {
            EventType event = EventType.getEventType(type);
            for (SettingDescriptor setting : event.getSettingDescriptors()) {
                String key = event.getName() + "#" + setting.getName();
                boolean matters = setting.getName().equals("enabled")
                        || (settings.containsKey(key) && !setting.getName().equals("threshold"));
                if (matters) {
                    assertThat(settings).as(key).containsEntry(key, setting.getDefaultValue());
                }
            }
        }
        Set<String> ours = settings.keySet().stream()
                .filter(k -> k.startsWith("epicenter."))
                .map(k -> k.substring(0, k.indexOf('#')))
                .collect(Collectors.toSet());
        assertThat(ours)
                .isEqualTo(Contract.events().stream()
                        .map(t -> EventType.getEventType(t).getName())
                        .collect(Collectors.toSet()));
    }

    @Test
    void namesOnlyEventsOfTheJdkThatThisOneOrALaterOneHas() throws Exception {
        Set<String> known = FlightRecorder.getFlightRecorder().getEventTypes().stream()
                .map(EventType::getName)
                .collect(Collectors.toSet());
        Set<String> unknown = settings().keySet().stream()
                .map(k -> k.substring(0, k.indexOf('#')))
                .filter(n -> n.startsWith("jdk.") && !known.contains(n))
                .collect(Collectors.toSet());
        // Those came after JDK 17; the names are JDK 25's.
        assertThat(Set.of(
                        "jdk.VirtualThreadPinned",
                        "jdk.VirtualThreadSubmitFailed",
                        "jdk.VirtualThreadStart",
                        "jdk.VirtualThreadEnd",
                        "jdk.JavaAgent",
                        "jdk.NativeAgent",
                        "jdk.ResidentSetSize",
                        "jdk.SwapSpace",
                        "jdk.InitialSecurityProperty"))
                .containsAll(unknown);
    }

    private static Map<String, String> settings() throws IOException, java.text.ParseException {
        try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream("/" + Contract.SETTINGS));
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return Configuration.create(reader).getSettings();
        }
    }
}
