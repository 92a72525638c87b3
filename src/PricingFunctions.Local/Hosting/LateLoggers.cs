using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace PricingFunctions.Local.Hosting;

/// <summary>
/// The loggers of the server, which listens before a host has any: they are made when there is a warning to say, so that no start
/// waits for them.
/// </summary>
/// <param name="settings">The settings.</param>
internal sealed class LateLoggers(IConfiguration settings) : ILoggerFactory
{
    private readonly Lazy<ILoggerFactory> loggers = new(() => LoggerFactory.Create(logging => HostLogging.Set(logging, settings)));

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new LateLogger(new(() => loggers.Value.CreateLogger(categoryName)));

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => loggers.Value.AddProvider(provider);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (loggers.IsValueCreated) loggers.Value.Dispose();
    }

    private sealed class LateLogger(Lazy<ILogger> logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && logger.Value.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) logger.Value.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
