using System.Xml;

namespace Pricing.Files.Workbooks;

/// <summary>XML that is nested no deeper than that of workbooks: each level is held as long as it is open.</summary>
/// <param name="xml">What it reads.</param>
internal sealed class BoundedXml(XmlReader xml) : XmlReader
{
    private const int Deepest = 100;

    public override int AttributeCount => xml.AttributeCount;

    public override string BaseURI => xml.BaseURI;

    public override int Depth => xml.Depth;

    public override bool EOF => xml.EOF;

    public override bool IsEmptyElement => xml.IsEmptyElement;

    public override string LocalName => xml.LocalName;

    public override string NamespaceURI => xml.NamespaceURI;

    public override XmlNameTable NameTable => xml.NameTable;

    public override XmlNodeType NodeType => xml.NodeType;

    public override string Prefix => xml.Prefix;

    public override ReadState ReadState => xml.ReadState;

    public override string Value => xml.Value;

    public override string? GetAttribute(string name) => xml.GetAttribute(name);

    public override string? GetAttribute(string name, string? namespaceURI) => xml.GetAttribute(name, namespaceURI);

    public override string GetAttribute(int i) => xml.GetAttribute(i);

    public override string? LookupNamespace(string prefix) => xml.LookupNamespace(prefix);

    public override bool MoveToAttribute(string name) => xml.MoveToAttribute(name);

    public override bool MoveToAttribute(string name, string? ns) => xml.MoveToAttribute(name, ns);

    public override bool MoveToElement() => xml.MoveToElement();

    public override bool MoveToFirstAttribute() => xml.MoveToFirstAttribute();

    public override bool MoveToNextAttribute() => xml.MoveToNextAttribute();

    /// <inheritdoc/>
    /// <exception cref="WorkbookDefectException">It is nested too deep.</exception>
    public override bool Read()
    {
        var isRead = xml.Read();
        return xml.Depth <= Deepest
            ? isRead
            : throw new WorkbookDefectException("the workbook is nested deeper than workbooks are; save it again");
    }

    public override bool ReadAttributeValue() => xml.ReadAttributeValue();

    public override void ResolveEntity() => xml.ResolveEntity();

    public override void Close() => xml.Close();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            xml.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The names of elements and attributes of a part. They are held as long as it is read, and no program needs many.</summary>
    internal sealed class Names : NameTable
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
}
