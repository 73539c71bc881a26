package dev.epicenter.analyzer.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.analyzer.AnalyzerOptions;
import dev.epicenter.analyzer.read.RecordedEvents;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Recording;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InAppTest {
    private static InApp of(String mainClass, AnalyzerOptions options, Scene scene) {
        RecordedEvents e = scene.events();
        Recording r = e.recording();
        Recording named = new Recording(
                r.sources(), "", "17", mainClass, "", 1, r.start(), r.end(), 1, new TreeMap<>(), InAppCode.UNKNOWN);
        return InApp.of(
                new RecordedEvents(
                        e.process(),
                        named,
                        e.dataLoss(),
                        e.timeline(),
                        e.machine(),
                        e.environment(),
                        e.failures(),
                        e.series(),
                        e.threads(),
                        e.starts(),
                        e.dumps(),
                        e.tasks(),
                        e.resources(),
                        e.brokenOff(),
                        e.agent(),
                        e.classes()),
                options);
    }

    @Test
    void takesTheOrganisationOfTheMainClass() {
        InApp inApp = of("com.acme.shop.Main", AnalyzerOptions.DEFAULT, new Scene());
        assertThat(inApp.contains("com.acme.stock.Shelf")).isTrue();
        assertThat(inApp.contains("com.other.Lib")).isFalse();
        assertThat(inApp.contains("java.util.List")).isFalse();
    }

    @Test
    void tellsProjectsUnderOneRoofApart() {
        InApp inApp = of("org.apache.solr.Server", AnalyzerOptions.DEFAULT, new Scene());
        assertThat(inApp.contains("org.apache.solr.core.Core")).isTrue();
        assertThat(inApp.contains("org.apache.lucene.Index")).isFalse();
    }

    @Test
    void looksBehindAContainerForTheApplication() {
        InApp inApp = of("org.apache.catalina.startup.Bootstrap", AnalyzerOptions.DEFAULT, new Scene());
        assertThat(inApp.contains("com.shop.Cart")).isTrue();
        assertThat(inApp.contains("java.lang.Thread")).isFalse();
    }

    @Test
    void findsTheMainOfAJarOnTheStacks() {
        Scene scene = new Scene()
                .throwing(10, "main", "java.io.IOException", "x", "net.lib.Io.read:1", "com.acme.App.main:5");
        InApp inApp = of("app.jar", AnalyzerOptions.DEFAULT, scene);
        assertThat(inApp.contains("com.acme.Service")).isTrue();
        assertThat(inApp.contains("net.lib.Io")).isFalse();
    }

    /** Two requests of the shop, as a launcher elsewhere or a container would run them. */
    private static Scene shop(String... below) {
        Scene scene = new Scene();
        for (int i = 0; i < 4; i++) {
            scene.throwing(
                    10 + i,
                    "web-" + i,
                    "java.io.IOException",
                    "x" + i,
                    path(
                            below,
                            "com.shop.stock.Shelf.take:" + (10 + i),
                            "com.shop.cart.Cart.add:3",
                            "com.shop.web.Till.post:5"));
        }
        return scene;
    }

    private static String[] path(String[] below, String... own) {
        return Stream.concat(Stream.of(own), Stream.of(below)).toArray(String[]::new);
    }

    @Test
    void followsAMainClassThatOnlyLaunchesCodeElsewhere() {
        InApp inApp = of("org.acme.Main", AnalyzerOptions.DEFAULT, shop("org.acme.Main.main:7"));

        assertThat(inApp.contains("com.shop.cart.Cart")).isTrue();
        assertThat(inApp.contains("org.acme.Config")).isTrue();
        assertThat(inApp.contains("net.lib.Io")).isFalse();
        assertThat(inApp.code().origin())
                .isEqualTo("from the main class org.acme.Main; from where the work of recorded stacks begins");
    }

    @Test
    void tellsTheApplicationFromTheContainerThatRunsIt() {
        InApp inApp = of(
                "org.apache.catalina.startup.Bootstrap",
                AnalyzerOptions.DEFAULT,
                shop(
                        "org.springframework.web.servlet.DispatcherServlet.doDispatch:9",
                        "org.apache.tomcat.util.threads.TaskThread$WrappingRunnable.run:63",
                        "java.lang.Thread.run:833"));

        assertThat(inApp.contains("com.shop.cart.Cart")).isTrue();
        assertThat(inApp.contains("org.springframework.web.servlet.DispatcherServlet"))
                .isFalse();
        assertThat(inApp.contains("net.lib.Io")).isFalse();
    }

    @Test
    void doesNotTakeALibraryThatTheMainClassCallsForTheApplication() {
        Scene scene = shop("com.acme.Service.call:3", "com.acme.App.main:7")
                .throwing(20, "main", "java.io.IOException", "x", "net.lib.Io.read:1", "com.acme.App.main:5")
                .throwing(21, "lib-1", "java.io.IOException", "y", "net.lib.Io.read:2", "net.lib.Pump.run:5");

        InApp inApp = of("com.acme.App", AnalyzerOptions.DEFAULT, scene);

        assertThat(inApp.contains("net.lib.Io")).isFalse();
        assertThat(inApp.contains("com.shop.cart.Cart")).isFalse();
        assertThat(inApp.code().origin()).isEqualTo("from the main class com.acme.App");
    }

    @Test
    void prefersTheClassPathToWhatStacksSuggest() {
        AnalyzerOptions options =
                AnalyzerOptions.DEFAULT.withApplication(List.of("com.other.core", "com.other.web"), "app.jar");

        InApp inApp = of("", options, shop("java.lang.Thread.run:833"));

        assertThat(inApp.contains("com.other.web.Page")).isTrue();
        assertThat(inApp.contains("com.shop.cart.Cart")).isFalse();
        assertThat(inApp.code().origin()).isEqualTo("from the classes in app.jar");
    }

    @Test
    void obeysTheUser() {
        AnalyzerOptions options = new AnalyzerOptions(List.of("net.lib."), List.of("com.acme.generated."));
        InApp inApp = of("com.acme.Main", options, new Scene());
        assertThat(inApp.contains("net.lib.Io")).isTrue();
        assertThat(inApp.contains("com.acme.generated.Stub")).isFalse();
    }

    @Test
    void leavesExceptionFactoriesOutOfTheSite() {
        InApp inApp = of("com.acme.Main", AnalyzerOptions.DEFAULT, new Scene());
        String factory = "com.acme.Errors.of(Ljava/lang/String;)Lcom/acme/AcmeException;:3";
        assertThat(inApp.site(Scene.stack("", factory, "com.acme.Shelf.take:9"))
                        .frame()
                        .method())
                .isEqualTo("take");
    }
}
