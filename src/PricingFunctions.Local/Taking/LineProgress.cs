using Spectre.Console;

namespace PricingFunctions.Local.Taking;

/// <summary>Says each step on a line of its own, in the order of what happens, where nobody looks at a screen.</summary>
/// <param name="console">Where people read along.</param>
internal sealed class LineProgress(IAnsiConsole console) : IProgress<string>
{
    /// <inheritdoc/>
    public void Report(string value) => console.WriteLine(value);
}
