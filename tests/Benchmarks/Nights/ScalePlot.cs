using System.Globalization;
using System.Text;

namespace Benchmarks.Nights;

/// <summary>Draws nights of ever more grants: their time, what a grant costs, and the memory of the host, against the grants.</summary>
internal static class ScalePlot
{
    private const int PanelWidth = 320;
    private const int Height = 330;
    private const int Left = 56;
    private const int Top = 44;
    private const int Right = 24;
    private const int Bottom = 74;
    private const string Blue = "#0a5fb4";
    private const string Orange = "#c2742c";
    private const string Green = "#2f7d4f";
    private const string Grey = "#5b6776";

    /// <summary>The picture.</summary>
    /// <param name="nights">The nights, by ascending size.</param>
    /// <returns>An SVG.</returns>
    public static string Of(IReadOnlyList<ScaleNight> nights)
    {
        var first = nights[0];
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {3 * PanelWidth} {Height}" font-family="system-ui, sans-serif" font-size="12">
              <title>Nights of {first.Grants:N0} to {nights[^1].Grants:N0} grants: their time, what a grant costs, and the memory of the host</title>
              <rect width="{3 * PanelWidth}" height="{Height}" fill="#ffffff"/>

            """);
        Panel(svg, 0, nights, "Seconds", isLogarithmic: true,
        [
            new("the plain loop", Orange, [.. nights.Select(night => night.LoopSeconds)]),
            new("the night", Blue, [.. nights.Select(night => night.Seconds)]),
            new("twice the time for twice the grants", Grey, [.. nights.Select(night => first.Seconds * night.Grants / first.Grants)], IsDashed: true),
        ]);
        Panel(svg, 1, nights, "Microseconds of processor time a grant", isLogarithmic: false,
        [
            new("the emulator, in the plain loop", Orange, [.. nights.Select(night => night.LoopStorage)]),
            new("the emulator, in the night", Green, [.. nights.Select(night => night.Storage)]),
            new("the host", Blue, [.. nights.Select(night => night.Processor)]),
        ]);
        Panel(svg, 2, nights, "Largest working set of the host, MB", isLogarithmic: false,
        [
            new("the host", Blue, [.. nights.Select(night => night.Memory)]),
        ]);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Panel(
        StringBuilder svg, int number, IReadOnlyList<ScaleNight> nights, string title, bool isLogarithmic, IReadOnlyList<Series> all)
    {
        var values = all.SelectMany(series => series.Values).ToList();
        var (low, high) = isLogarithmic ? (PowerBelow(values.Min()), PowerAbove(values.Max())) : (0, RoundAbove(values.Max()));
        int from = nights[0].Grants, to = nights[^1].Grants;
        double X(double grants) => Left + ((PanelWidth - Left - Right) * (to == from ? 0.5 : Math.Log(grants / from) / Math.Log((double)to / from)));
        double Y(double value) => Height - Bottom
            - ((Height - Top - Bottom) * (isLogarithmic ? Math.Log(value / low) / Math.Log(high / low) : value / high));

        svg.Append(CultureInfo.InvariantCulture, $"""
              <g transform="translate({number * PanelWidth} 0)">
                <text x="{Left}" y="24" font-weight="600">{title}</text>

            """);
        foreach (var tick in isLogarithmic ? Powers(low, high) : Enumerable.Range(0, 5).Select(part => high * part / 4))
        {
            svg.Append(CultureInfo.InvariantCulture, $"""
                    <path d="M{Left} {Y(tick):0.#}H{PanelWidth - Right}" stroke="#dfe4ea"/>
                    <text x="{Left - 6}" y="{Y(tick) + 4:0.#}" text-anchor="end" fill="{Grey}">{tick:#,0.##}</text>

                """);
        }

        foreach (var grants in nights.Select(night => night.Grants).Where((_, index) => (nights.Count - 1 - index) % 2 == 0))
            svg.Append(CultureInfo.InvariantCulture, $"    <text x=\"{X(grants):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\" fill=\"{Grey}\">{Short(grants)}</text>\n");
        foreach (var (index, series) in all.Index())
        {
            var line = string.Join(' ', nights.Zip(series.Values, (night, value) => Text($"{X(night.Grants):0.#},{Y(value):0.#}")));
            var dashes = series.IsDashed ? " stroke-dasharray=\"5 4\"" : "";
            svg.Append(CultureInfo.InvariantCulture, $"    <polyline points=\"{line}\" fill=\"none\" stroke=\"{series.Colour}\" stroke-width=\"2\"{dashes}/>\n");
            if (!series.IsDashed)
            {
                foreach (var (night, value) in nights.Zip(series.Values))
                    svg.Append(CultureInfo.InvariantCulture, $"    <circle cx=\"{X(night.Grants):0.#}\" cy=\"{Y(value):0.#}\" r=\"3\" fill=\"{series.Colour}\"/>\n");
            }

            var y = Height - Bottom + 36 + (15 * index);
            svg.Append(CultureInfo.InvariantCulture, $"""
                    <path d="M{Left} {y - 4}h22" stroke="{series.Colour}" stroke-width="2"{dashes}/>
                    <text x="{Left + 28}" y="{y}" fill="#1d2733">{series.Name}</text>

                """);
        }

        svg.Append("  </g>\n");
    }

    private static IEnumerable<double> Powers(double low, double high)
    {
        for (var power = low; power <= high * 1.001; power *= 10) yield return power;
    }

    private static double PowerBelow(double value) => Math.Pow(10, Math.Floor(Math.Log10(value)));

    private static double PowerAbove(double value) => Math.Pow(10, Math.Ceiling(Math.Log10(value)));

    // Up to a number that four steps divide into round ones.
    private static double RoundAbove(double value)
    {
        var power = PowerBelow(value);
        return power * new[] { 1.0, 2, 4, 6, 8, 10 }.First(digit => digit * power >= value);
    }

    private static string Short(int grants) => grants >= 1_000_000 ? Text($"{grants / 1e6:0.##} million") : Text($"{grants / 1e3:0.#} k");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Series(string Name, string Colour, IReadOnlyList<double> Values, bool IsDashed = false);
}
