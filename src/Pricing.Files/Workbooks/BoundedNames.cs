using System.Xml;

namespace Pricing.Files.Workbooks;

/// <summary>The names of elements and attributes of a part. They are held as long as it is read, and no program needs many.</summary>
internal sealed class BoundedNames : NameTable
{
    private const int Most = 10_000;

    private int count;

    /// <inheritdoc/>
    /// <exception cref="WorkbookDefectException">There are too many.</exception>
    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

    /// <inheritdoc/>
    /// <exception cref="WorkbookDefectException">There are too many.</exception>
    public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

    private string Counted(string name) => ++count <= Most
        ? name
        : throw new WorkbookDefectException("the workbook names more things than workbooks have; save it again");
}
