package dev.epicenter.benchmarks.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether an analysis in JSON names the planted failure as a root cause: {@code incidents[].rootCauses[].type}.
 * Run as a source file by the script {@code compare}.
 */
public final class NeedleCheck {
    private static final Pattern ROOT_TYPE = Pattern.compile("/incidents/(\\d+)/rootCauses/(\\d+)/type");
    private static final Pattern INCIDENT = Pattern.compile("/incidents/(\\d+)");

    private final String type;
    private String found = "";
    private boolean mentioned;
    private int incidents;

    private NeedleCheck(String type) {
        this.type = type;
    }

    /**
     * Prints yes or no with the place; exits with 0 or 1.
     *
     * @param args the analysis, the class name of the planted root cause
     */
    public static void main(String[] args) throws IOException {
        NeedleCheck check = new NeedleCheck(args[1]);
        check.read(Path.of(args[0]));
        System.out.println(check.answer());
        System.exit(check.found.isEmpty() ? 1 : 0);
    }

    private void read(Path analysis) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(analysis.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String pointer = parser.getParsingContext().pathAsPointer().toString();
                if (token == JsonToken.START_OBJECT && INCIDENT.matcher(pointer).matches()) {
                    incidents++;
                }
                if (token == JsonToken.VALUE_STRING) {
                    take(pointer, parser.getText());
                }
            }
        }
    }

    private void take(String pointer, String value) {
        Matcher place = ROOT_TYPE.matcher(pointer);
        if (found.isEmpty() && value.equals(type) && place.matches()) {
            found = "root cause %d of incident %d"
                    .formatted(Integer.parseInt(place.group(2)) + 1, Integer.parseInt(place.group(1)) + 1);
        }
        mentioned |= value.contains(type);
    }

    private String answer() {
        if (!found.isEmpty()) {
            return "yes: %s, of %d".formatted(found, incidents);
        }
        return "no: " + (mentioned ? "mentioned, but not as a root cause" : "not mentioned");
    }
}
