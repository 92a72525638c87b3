namespace PricingFunctions.Local.Processes;

/// <summary>A lock between processes: whoever holds the file open alone.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Waits until no other process holds the lock, and takes it.</summary>
    /// <param name="path">The lock file; made where absent, and left behind.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The lock; disposing of it, or the end of the process, releases it.</returns>
    /// <exception cref="SetupException">Another process held it for ten minutes.</exception>
    public static async Task<IDisposable> AcquireAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Poll)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Poll, cancellationToken);
            }
        }

        throw new SetupException($"Another process has held {path} for {Patience.TotalMinutes:0} minutes; end it and try again.");
    }
}
