using Spectre.Console;

namespace PricingFunctions.Local.Hosting;

/// <summary>Shows the step under way beside a spinner.</summary>
internal sealed class StatusProgress(StatusContext status) : IProgress<string>
{
    /// <inheritdoc/>
    public void Report(string value) => status.Status(Markup.Escape(value));
}
