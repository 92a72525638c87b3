using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace PricingFunctions.Local.Hosting;

/// <summary>
/// What goes wrong as one line for people, with the first line of its exception. Whole traces go to OTLP, and to the
/// console where <c>Logging:Console:FormatterName</c> is <c>simple</c>.
/// </summary>
internal sealed class OneLineFormatter() : ConsoleFormatter(FormatterName)
{
    /// <summary>The formatter's name.</summary>
    public const string FormatterName = "one-line";

    /// <inheritdoc/>
    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var level = logEntry.LogLevel switch
        {
            LogLevel.Warning => "warning",
            >= LogLevel.Error => "error",
            _ => "info",
        };
        textWriter.Write($"{level}: {FirstLine(logEntry.Formatter(logEntry.State, logEntry.Exception))}");
        if (logEntry.Exception is { } exception) textWriter.Write($" ({FirstLine(exception.GetBaseException().Message)})");
        textWriter.WriteLine();
    }

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();
}
