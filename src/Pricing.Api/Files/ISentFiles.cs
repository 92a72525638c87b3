using Pricing.Pipeline.Intake.Records;

namespace Pricing.Api.Files;

/// <summary>Has files taken in that are kept, behind the answer to whoever sent them.</summary>
public interface ISentFiles
{
    /// <summary>Adds a file. It is kept and recorded: where this fails, the host's next round takes it in.</summary>
    /// <param name="record">The attempt to take it in.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task AddAsync(FileRecord record, CancellationToken cancellationToken);
}
