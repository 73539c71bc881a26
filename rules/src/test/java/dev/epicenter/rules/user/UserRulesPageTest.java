package dev.epicenter.rules.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds docs/user-rules.md to what conditions and texts can really use. {@code -Dgolden.update=true} writes the tables. */
class UserRulesPageTest {
    private static final Path PAGE = Path.of("../docs/user-rules.md");
    private static final String BEGIN = "<!-- made from the fields -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void listsAllThatAConditionCanAsk() throws Exception {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        String now = page.substring(0, from) + tables() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, now);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(now);
    }

    @Test
    void namesAllFieldsOfTexts() throws Exception {
        String page = Files.readString(PAGE);
        assertThat(Template.FIELDS).allSatisfy(field -> assertThat(page).contains("`{" + field + "}`"));
    }

    private static String tables() {
        StringBuilder text = new StringBuilder("\n| variable | type | what |\n|---|---|---|\n");
        for (Conditions.Variable variable : Conditions.VARIABLES) {
            text.append("| `%s` | %s | %s |\n".formatted(variable.name(), variable.type(), variable.about()));
        }
        for (Fields.Struct<?> struct : Fields.STRUCTS) {
            text.append("\n| ").append(struct.name()).append(" | type | what |\n|---|---|---|\n");
            for (Fields.Field<?> field : struct.fields()) {
                text.append("| `%s` | %s | %s |\n"
                        .formatted(field.name(), field.type().text(), field.about()));
            }
        }
        return text.append('\n').toString();
    }
}
