using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.Options;

/// <summary>Notes in the access log of the storage what a command reads of it without a host.</summary>
/// <param name="kind">As what.</param>
/// <param name="parsed">The command line.</param>
internal sealed class CommandNote(AccessKind kind, ParseResult parsed)
{
    /// <summary>Reads, and notes it with the exit code, also where it fails.</summary>
    /// <param name="services">The pipeline.</param>
    /// <param name="read">Reads.</param>
    /// <param name="cancellationToken">Stops the note.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ReadAsync(IServiceProvider services, Func<IServiceProvider, Task<int>> read, CancellationToken cancellationToken)
    {
        var code = ExitCode.Failed;
        var isThrough = false;
        try
        {
            code = await read(services);
            isThrough = true;
            return code;
        }
        finally
        {
            // What is stored may be older than its log.
            await services.GetRequiredService<PipelineStorage>().Logs.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            var log = services.GetRequiredService<AccessLog>();
            log.Note(new()
            {
                At = services.GetRequiredService<TimeProvider>().GetUtcNow(),
                Kind = kind,
                Name = Environment.UserName,
                Identity = Person.Local,
                Method = AccessEntry.Command,
                Path = string.Join(' ', [parsed.CommandResult.Command.Name, .. Arguments()]),
                Status = code,
                IsBrokenOff = !isThrough,
            });
            await log.FlushAsync(cancellationToken);
        }
    }

    private IEnumerable<string> Arguments() =>
        parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value);
}
