using Spectre.Console;

namespace PricingFunctions.Local.Nights;

/// <summary>How wide tables are where nobody looks at a screen.</summary>
internal static class TableWidth
{
    private const int OfFiles = 180;

    /// <summary>A file has no width of its own, and a table folded into 80 columns can be read by nobody.</summary>
    /// <param name="console">Where tables are written.</param>
    public static void Widen(IAnsiConsole console)
    {
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = Math.Max(console.Profile.Width, OfFiles);
    }
}
