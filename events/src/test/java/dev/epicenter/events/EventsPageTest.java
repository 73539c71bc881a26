package dev.epicenter.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Relational;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.junit.jupiter.api.Test;

/** docs/events.md says what the classes say. */
class EventsPageTest {
    private static final Path PAGE = Path.of("../docs/events.md");
    private static final String MARK = "rewrites it. -->\n";

    @Test
    void referenceIsThatOfTheClasses() throws Exception {
        String page = Files.readString(PAGE);
        int from = page.indexOf(MARK) + MARK.length();
        assertThat(from).isGreaterThan(MARK.length());
        String expected = page.substring(0, from) + reference();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    @Test
    void explainsEachWordForWhatAHandlerDoes() throws Exception {
        String page = Files.readString(PAGE);
        for (Field field : Words.class.getFields()) {
            if (field.getName().startsWith("DOES_")) {
                assertThat(page).contains("| `" + field.get(null) + "` |");
            }
        }
    }

    private static String reference() {
        StringBuilder text = new StringBuilder("\n## In all events\n\n").append(table(EpicenterEvent.class));
        String category = "";
        for (Class<? extends EpicenterEvent> type : Contract.events()) {
            String its = type.getAnnotation(Category.class).value()[1];
            if (!its.equals(category)) {
                text.append("\n## ").append(its).append('\n');
                category = its;
            }
            text.append("\n### ").append(type.getAnnotation(Name.class).value()).append("\n\n");
            text.append(type.getAnnotation(Description.class).value()).append(". ");
            text.append(when(type)).append("\n\n").append(table(type));
        }
        return text.toString();
    }

    private static String when(Class<?> type) {
        String when = "*Default: ";
        Period period = type.getAnnotation(Period.class);
        if (period != null) {
            when += period.value().equals("everyChunk") ? "at the beginning and end of each chunk" : period.value();
        } else {
            Enabled enabled = type.getAnnotation(Enabled.class);
            when += enabled == null || enabled.value() ? "on" : "off";
            StackTrace stack = type.getAnnotation(StackTrace.class);
            if (stack != null) {
                when += stack.value() ? ", with stack" : ", without stack";
            }
        }
        return when + ".*";
    }

    private static String table(Class<?> type) {
        String rows = Arrays.stream(type.getDeclaredFields())
                .filter(f -> Modifier.isPublic(f.getModifiers()) && !Modifier.isStatic(f.getModifiers()))
                .map(EventsPageTest::row)
                .collect(Collectors.joining());
        return "| field | type | meaning |\n|---|---|---|\n" + rows;
    }

    private static String row(Field field) {
        Stream<String> relation = Arrays.stream(field.getAnnotations())
                .map(a -> a.annotationType())
                .filter(a -> a.isAnnotationPresent(Relational.class))
                .map(a -> ", " + a.getAnnotation(Label.class).value().toLowerCase(Locale.ROOT));
        String unit = field.isAnnotationPresent(Timespan.class) ? ", ns" : "";
        String meaning = Optional.ofNullable(field.getAnnotation(Description.class))
                .map(Description::value)
                .orElse(field.getAnnotation(Label.class).value());
        return "| `" + field.getName() + "` | " + field.getType().getSimpleName() + unit
                + relation.collect(Collectors.joining()) + " | " + meaning.replace("|", "\\|") + " |\n";
    }
}
