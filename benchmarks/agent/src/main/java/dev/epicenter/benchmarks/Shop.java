package dev.epicenter.benchmarks;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * A server as there are many: Tomcat with a servlet that reads a request, computes something, asks a pool of threads for something else
 * and answers. One request in a hundred fails deep down, is wrapped on the way up and logged by Tomcat with its stack.
 *
 * <p>Argument: a directory. Prints its port when it is ready.
 */
public final class Shop extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int FAILS = 100;
    private static final int LAYERS = 10;

    private final transient ExecutorService pool = Executors.newFixedThreadPool(4);

    /** See above. */
    public static void main(String[] arguments) throws LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[0]);
        tomcat.setPort(0);
        Context context = tomcat.addContext("", new File(arguments[0]).getAbsolutePath());
        Tomcat.addServlet(context, "shop", new Shop());
        context.addServletMappingDecoded("/order", "shop");
        tomcat.start();
        System.out.println(tomcat.getConnector().getLocalPort());
        tomcat.getServer().await();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            int number = Integer.parseInt(request.getParameter("number"));
            String digest = layer(LAYERS, number);
            String stock = pool.submit(() -> stock(number)).get();
            response.setContentType("application/json");
            response.getWriter().print("{\"order\":" + number + ",\"digest\":\"" + digest + "\"," + stock + "}");
        } catch (IllegalStateException | ExecutionException e) {
            throw new ServletException("order failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String layer(int left, int number) {
        try {
            return left == 0 ? priced(number) : layer(left - 1, number);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("cannot price order " + number, e);
        }
    }

    private static String priced(int number) {
        if (number % FAILS == 0) {
            throw new IllegalArgumentException("no price for " + number);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] bytes = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 200; i++) {
                bytes = digest.digest(bytes);
            }
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256", e);
        }
    }

    private static String stock(int number) {
        Map<String, Integer> items = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            items.merge("item-" + (number * 31 + i * 7919) % 64, 1, Integer::sum);
        }
        StringBuilder json = new StringBuilder("\"items\":{");
        items.forEach((item, count) -> json.append(json.charAt(json.length() - 1) == '{' ? "" : ",")
                .append('"')
                .append(item)
                .append("\":")
                .append(count));
        return json.append('}').toString();
    }
}
