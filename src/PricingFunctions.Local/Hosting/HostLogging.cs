using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace PricingFunctions.Local.Hosting;

/// <summary>What the local host says, and how: warnings and worse, a line each on standard error, unless the settings say otherwise.</summary>
internal static class HostLogging
{
    /// <summary>Sets it.</summary>
    /// <param name="logging">The logging.</param>
    /// <param name="settings">The settings.</param>
    public static void Set(ILoggingBuilder logging, IConfiguration settings)
    {
        logging.AddConfiguration(settings.GetSection("Logging"));
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddConsole().AddConsoleFormatter<OneLineFormatter, ConsoleFormatterOptions>();
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = settings["Logging:Console:FormatterName"] ?? OneLineFormatter.FormatterName;
        });
    }
}
